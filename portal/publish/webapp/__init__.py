"""The installed web app: manifest, and lists of files for the service worker."""
