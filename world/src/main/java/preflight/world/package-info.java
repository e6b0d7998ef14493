/**
 * Stand-ins for what a Cloud Run job talks to, on loopback and with real sockets. {@link
 * preflight.world.World} is the place to start: one set of everything. Each stand-in can also be
 * started alone, records the requests that it gets, misbehaves on demand ({@link
 * preflight.world.Fault}), and leaves no thread and no socket behind when it is closed.
 */
@NullMarked
package preflight.world;

import org.jspecify.annotations.NullMarked;
