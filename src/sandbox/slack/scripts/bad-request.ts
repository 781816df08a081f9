/** A script sent something that cannot be understood; the message says what to send. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}
