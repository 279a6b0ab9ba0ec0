"""Alphabets, collation, dates, plurals and word analysis of Kyrgyz and Russian; imports no other part of the portal."""
