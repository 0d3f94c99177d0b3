"""Human Services Data Specification, version 3.0: our entries as other directories read them."""

VERSION = "3.0"
