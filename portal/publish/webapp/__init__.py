"""The installed web app: manifest, list of files for the service worker, and the policy of what a page may load."""
