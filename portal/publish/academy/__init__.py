"""Self-study courses in the forms that training bodies import: SCORM 1.2, question XML of Moodle."""
