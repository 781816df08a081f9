/** How clients tell an HTTP status, each in its own way; the patterns of signs are made of it. Pure. */

/** What stands before the number: `unexpected HTTP status: `, `StatusCode: `, `returned error: `, `Status `. */
const TOLD =
  '(?:[Ss]tatus(?: ?[Cc]ode)?(?: from registry)?:? |HTTP (?:response )?(?:code:? |status:? |error:? )?|response code:? |returned error: |indicate success: )';

/** .NET prints the names of its own list: `received status code 'BadGateway'`. */
const DOTNET: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  407: 'ProxyAuthenticationRequired',
  409: 'Conflict',
  410: 'Gone',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  416: 'RequestedRangeNotSatisfiable',
  422: 'UnprocessableEntity',
  423: 'Locked',
  426: 'UpgradeRequired',
  429: 'TooManyRequests',
  451: 'UnavailableForLegalReasons',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
  507: 'InsufficientStorage',
};

/**
 * Matches any of these statuses as containerd, Docker, containers/image, go-containerregistry, oras, curl, Java,
 * .NET and Python print them. It matches few characters, so that whoever reads more of the same error wins.
 * Reasons may be patterns of their own, without repetitions; an empty one is not looked for.
 */
export function toldStatus(reasons: Readonly<Record<number, string>>): RegExp {
  const codes = Object.keys(reasons).join('|');
  const named = Object.entries(reasons)
    .filter(([, reason]) => reason !== '')
    .map(([code, reason]) => `\\b${code} \\(?(?:${reason})`);
  const dotnet = Object.keys(reasons).map((code) => DOTNET[Number(code)] ?? code);
  named.push(`status code '(?:${dotnet.join('|')})'`);
  const numbers = `${TOLD}(?:${codes})\\b|\\b(?:${codes}) (?:Client|Server) Error`;
  return new RegExp([numbers, ...named].join('|'));
}
