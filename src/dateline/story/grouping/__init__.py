"""Stories: articles in the order they come, each put into a story or opening one."""
