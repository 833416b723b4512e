"""The pages of recruiters, of syndicates, and of the network around both."""
