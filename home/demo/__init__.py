"""Demonstration content: text and tables of `demo/`, loaded once, never over what a person did."""
