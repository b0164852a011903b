"use strict";
(() => {
  // A unit in another part keeps its address on this page.
  const forward = () => {
    const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (there?.closest(".elsewhere")) location.replace(there.href);
  };
  window.addEventListener("hashchange", forward);
  forward();
  const form = document.getElementById("form");
  const units = [...form.querySelectorAll("article")];
  if (!units.length) return;
  const say = (key) => form.getAttribute("data-say-" + key);
  const make = (name, props, ...children) => {
    const element = Object.assign(document.createElement(name), props);
    element.append(...children);
    return element;
  };
  // FNV-1a over UTF-8: tells `apply` whether the text came back as it was written.
  const sum = (texts) => {
    let hash = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(texts.join("\u0000"))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, "0");
  };
  // A unit as readers see it, English beside its translation.
  const read = (unit) => {
    const here = unit.querySelector(".context .here");
    if (here) return here.cloneNode(true);
    const texts = [...unit.querySelectorAll('dd[lang="en"]')].slice(-1).concat([...unit.querySelectorAll(`dd[lang="${form.dataset.tag}"]`)].slice(0, 1));
    return make("p", {}, ...texts.map((text) => make("bdi", { lang: text.lang, dir: text.dir, textContent: text.textContent })));
  };
  // Neighbours that stand on the page are copied into the context when it is opened.
  const surround = (unit, at) => {
    let context = unit.querySelector(".context");
    if (!context) {
      context = make("details", { className: "context" }, make("summary", { textContent: say("context") }));
      unit.append(context);
    }
    context.addEventListener("toggle", () => {
      let here = context.querySelector(".here");
      if (!here) {
        here = read(unit);
        context.append(here);
      }
      here.className = "here";
      for (const [beside, place] of [[units[at - 1], "previousElementSibling"], [units[at + 1], "nextElementSibling"]]) {
        if (!beside || here[place]?.nodeName === "P") continue;
        const row = read(beside);
        row.className = "";
        here[place === "nextElementSibling" ? "after" : "before"](row);
      }
    }, { once: true });
  };
  const options = { missing: [], stale: ["attest"], draft: ["accept", "reject"], translated: ["revise", "approve", "reject"], revised: ["approve", "reject"], approved: ["reject"] };
  const fields = units.map((unit, at) => {
    surround(unit, at);
    const data = unit.dataset;
    const [source, target] = data.p.split(" ");
    const name = unit.querySelector("h3 a").textContent;
    const state = unit.className;
    const categories = data.categories ? data.categories.split(" ") : [""];
    const shown = [...unit.querySelectorAll(`dd[lang="${form.dataset.tag}"]:not(.offer)`)].map((form) => form.textContent);
    const before = data.forms ? JSON.parse(data.forms) : categories.map((_, index) => shown[index] || "");
    const box = make("fieldset", {}, make("legend", { textContent: say("form") + " " + name }));
    let select = null;
    if (options[state].length) {
      select = make("select", { id: "d" + at });
      for (const key of ["none", ...options[state]]) select.append(make("option", { value: key, textContent: say(key) }));
      box.append(make("label", { htmlFor: "d" + at, textContent: say("decision") }), select);
    }
    const areas = categories.map((category, index) => {
      const area = make("textarea", { id: `t${at}-${index}`, value: before[index] || "", rows: Math.min(8, 2 + Math.floor((before[index] || "").length / 70)), lang: form.dataset.tag, dir: form.dataset.dir, spellcheck: true });
      box.append(make("label", { htmlFor: area.id, textContent: say("correction") + (category && ` (${category})`) }), area);
      return area;
    });
    const offered = data.offer ? JSON.parse(data.offer) : [...unit.querySelectorAll(".offer")].map((form) => form.textContent);
    if (offered.length) {
      const take = make("button", { type: "button", textContent: say("take") });
      take.addEventListener("click", () => {
        areas.forEach((area, index) => { area.value = offered[index] ?? offered[offered.length - 1]; });
        update();
      });
      box.append(take);
    }
    const remark = make("input", { id: "r" + at, type: "text", autocomplete: "off" });
    box.append(make("label", { htmlFor: remark.id, textContent: say("remark") }), remark);
    const details = make("details", { className: "answer" }, make("summary", { textContent: say("form") }), box);
    unit.append(details);
    return { name, state, source, target, before, areas, select, remark };
  });
  const answers = () => fields.flatMap(({ name, source, target, before, areas, select, remark }) => {
    const now = areas.map((area) => area.value);
    const corrected = now.some((text, index) => text !== (before[index] || "").replace(/\r\n?/g, "\n"));
    const decision = select ? select.value : "none";
    if (!corrected && decision === "none" && !remark.value.trim()) return [];
    const answer = { unit: name, source, target, decision, remark: remark.value.trim() };
    if (corrected) Object.assign(answer, { translation: now, sum: sum(now) });
    return [answer];
  });
  const name = make("input", { id: "who", type: "text", autocomplete: "name" });
  const count = make("output", {});
  const save = make("button", { type: "button", textContent: say("save") });
  const filter = make("select", { id: "show" }, make("option", { value: "", textContent: say("all") }));
  for (const state of new Set(fields.map(({ state }) => state))) {
    const label = units.find((unit) => unit.className === state).querySelector("h3 b").textContent;
    filter.append(make("option", { value: state, textContent: label }));
  }
  filter.addEventListener("change", () => {
    for (const unit of units) unit.hidden = filter.value !== "" && unit.className !== filter.value;
    for (const path of form.querySelectorAll(".path")) {
      let unit = path.nextElementSibling;
      while (unit?.hidden) unit = unit.nextElementSibling;
      path.hidden = unit?.nodeName !== "ARTICLE";
    }
  });
  form.before(make("p", { className: "filter" }, make("label", { htmlFor: "show", textContent: say("show") + " " }), filter));
  const bar = make("div", { className: "save" }, make("label", { htmlFor: "who", textContent: say("name") }), name, save, count);
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", say("save"));
  form.append(bar);
  let saved = "[]";
  const update = () => { count.textContent = say("chosen") + " " + answers().length; };
  form.addEventListener("input", update);
  update();
  // What `apply` would send back is asked for at once.
  const ask = (words, field) => {
    count.textContent = words;
    field.closest("article")?.removeAttribute("hidden");
    field.closest("details")?.setAttribute("open", "");
    field.focus();
  };
  save.addEventListener("click", () => {
    const list = answers();
    const mute = fields.find(({ select, remark }) => ["attest", "reject"].includes(select?.value) && (remark.value.match(/\p{L}/gu) || []).length < 3);
    if (mute) return ask(`${say("unreasoned")} ${mute.name}`, mute.remark);
    if (list.length && !name.value.trim()) return ask(say("unnamed"), name);
    const file = { schema: "concordia/review/1", language: form.dataset.language, module: form.dataset.module, commit: form.dataset.commit, reviewer: name.value.trim(), units: list };
    const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2) + "\n"], { type: "application/json" }));
    make("a", { href: url, download: `review-${form.dataset.language}-${form.dataset.module.replace(/[^A-Za-z0-9]+/g, "-")}${form.dataset.part ? "-part-" + form.dataset.part : ""}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    saved = JSON.stringify(list);
  });
  window.addEventListener("beforeunload", (event) => {
    if (JSON.stringify(answers()) !== saved) event.preventDefault();
  });
})();
