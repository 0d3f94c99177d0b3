"""Files of Word, LibreOffice, the web and Markdown, through the tree that pandoc makes of them."""
