"""What goes onto the stick beside the pages: the updater, its messages, texts to read, the start page.

``update.py`` runs on other people's machines and uses the standard library only; the build reads its format of
hashes and its rules for paths from it, so that what is written is what will be read.
"""
