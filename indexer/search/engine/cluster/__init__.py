"""The engine on other machines: a build that lies in an OpenSearch cluster."""
