//! The reports folder: dashboard, work lists and review pages, numbers for programs, and the page that a hosting site
//! shows.

mod effort;
mod material;
mod numbers;
mod outlook;
mod pages;
mod provenance;
mod review;
mod sheets;

use material::Material;
use review::review_pages;

use super::{Since, Workspace};
use crate::language::Language;
use crate::model::Failure;
use crate::report::{StatusTable, Wording};
use crate::store;

/// What a report is about.
#[derive(Debug)]
pub struct ReportOptions<'a> {
    /// Whether only the review pages of these modules and languages are written, complete and without links to other
    /// pages, to be sent around.
    pub is_part: bool,
    /// The day to count ages to where there is no commit; else the day of the commit counts, so that a report follows
    /// from its commit alone.
    pub today: &'a str,
    /// What movements are counted from.
    pub since: Since,
    /// Whether a workbook is written, too.
    pub with_workbook: bool,
    /// The words of the pages.
    pub wording: Wording,
}

/// What `report` wrote.
#[derive(Debug)]
pub struct Reported {
    /// The numbers that everything shows.
    pub status: StatusTable,
    /// The files that were written, relative to the project; those whose bytes did not change are left out.
    pub written: Vec<String>,
}

/// Writes the reports.
///
/// # Errors
/// When a report cannot be written; then the others may have been.
pub fn report(
    workspace: &Workspace,
    languages: &[&'static Language],
    options: ReportOptions<'_>,
) -> Result<(Reported, Vec<Failure>), Failure> {
    let (is_part, with_workbook) = (options.is_part, options.with_workbook);
    let (material, mut failures) = Material::gather(workspace, languages, options);
    let (reviewed, more) = review_pages(workspace, languages, &material, is_part, with_workbook);
    failures.extend(more);
    let mut written: Vec<String> = Vec::new();
    if !is_part {
        let pages = pages::pages(workspace, languages, &material, &reviewed)?;
        let mut files: Vec<(String, Vec<u8>)> =
            pages.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        if with_workbook {
            files.push(("status.xlsx".to_owned(), sheets::xlsx(workspace, languages, &material, &reviewed)?));
        }
        for (name, bytes) in files {
            let path = format!("{}/{name}", workspace.project.config.reports);
            if store::write_derived(&store::confined(&workspace.project.root, path.as_ref())?, &bytes)? {
                written.push(path);
            }
        }
    }
    written.extend(reviewed.into_iter().flat_map(|reviewed| reviewed.written));
    Ok((Reported { status: material.status, written }, failures))
}
