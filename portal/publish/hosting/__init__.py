"""What a web server needs to serve the site well: headers, redirects, files compressed beforehand."""
