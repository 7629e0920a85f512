/*
 * The tool that marks a picture's focus asks whether there are fingers by writing event
 * handlers as attributes, which the policy refuses. It is told instead.
 */
jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;
