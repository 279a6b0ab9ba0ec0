"""Documents as one self-contained HTML file: to be sent by messenger, opened on a phone, printed."""
