/** The demo cannot run for a reason a person can mend; the message says which. */
export class DemoFailed extends Error {
  override readonly name = 'DemoFailed';
}
