//! Machine translation over HTTP and commands.
