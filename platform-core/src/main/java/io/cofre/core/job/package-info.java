/// Long work over many objects, done in the background: started, watched, paused, resumed, and gone
/// on with after a crash.
///
/// A [JobKind] brings the work as steps from a cursor; the room keeps the job in a document that is
/// written after every step, together with what the step did. It knows nothing of objects.
package io.cofre.core.job;
