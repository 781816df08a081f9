/** Harbor's error envelope (src/lib/http/error.go): one error, no detail. */
import { type Say, sayJson } from '../registry/exchange.ts';

const STATUS = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  DENIED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PRECONDITION: 412,
  PROJECTPOLICYVIOLATION: 412,
  UNPROCESSABLE_ENTITY: 422,
  UNKNOWN: 500,
} as const;
export type HarborCode = keyof typeof STATUS;

/** `code`: how Harbor's libraries classify it; the HTTP status follows from it. */
export function sayHarborError(
  code: HarborCode,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Say {
  return sayJson(STATUS[code], { errors: [{ code, message }] }, headers);
}
