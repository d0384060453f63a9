"""The rule's articles as pure functions: what may be drawn, who may inspect, by when."""
