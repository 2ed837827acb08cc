"""Documents → leaflet Markdown."""
