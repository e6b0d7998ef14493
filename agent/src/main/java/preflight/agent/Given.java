package preflight.agent;

/**
 * A value that some source gives to an option.
 *
 * @param value as it stands there
 * @param place where that is
 */
record Given(Option option, String value, Place place) {}
