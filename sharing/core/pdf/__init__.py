"""Documents to keep and to send: data goes in, a PDF that everybody can read comes out."""
