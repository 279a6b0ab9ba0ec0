"""The domain of the portal: documents, reference data, language, law, search and page models.

Nothing in this package imports MkDocs or Material; the files in ``hooks/`` adapt one to the other.
"""
