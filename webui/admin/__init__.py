"""How does a report come in? The pages that take an upload, and who may send one."""
