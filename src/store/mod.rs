//! Reading and atomic writing of project files.
