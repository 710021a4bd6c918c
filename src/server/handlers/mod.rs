//! One file per request: from LSP parameters to a query of the layers below, and back.
