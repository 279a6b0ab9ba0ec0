"""The edition for a stick: a folder and a zip that open without network, web server or installation."""
