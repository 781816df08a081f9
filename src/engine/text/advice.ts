/** Words that tools add to every error: advice and names of their own calls. They name no cause. */

const ADVICE: readonly RegExp[] = [
  /-- make sure you entered the correct tag name, and that you are authenticated correctly, and try again/g,
  /If this private registry supports only HTTP[^\n]{0,600}/g,
  /"?\b[A-Z]\w{1,40} from (?:image|runtime) service failed"?/g,
  /For verbose messaging see aws\.Config\.CredentialsChainVerboseErrors/g,
  // `docker run` says so of every image it has to pull.
  /Unable to find image '[^'\n]{1,300}' locally/g,
  /See 'docker[^\n]{0,60} --help'\.?/g,
  /CannotPullContainerError: pull image manifest has been retried \d{1,3} times?\(s\)/g,
  /(?:ResourceInitializationError: )?unable to pull secrets or registry auth:/g,
  /Check your task network configuration\./g,
  // docker-py and docker-maven-plugin name the status of the engine's own API beside the registry's words.
  /\b500 Server Error(?: for [^\n]{1,200})?: Internal Server Error (?=\()/g,
  /\(Internal Server Error: 500\)/g,
  // dockerode does the same.
  /\(HTTP code \d{3}\) (?:server error|unexpected|bad parameter|no such image|conflict) ?- ?/g,
  // Refusals of other servers than a registry, as build logs hold them: the API server, git, npm.
  /You must be logged in to the server \(Unauthorized\)/g,
  /fatal: (?:Authentication failed for|unable to access) '[^\n]{0,300}/g,
  /remote: Permission to \S{1,200} denied to [^\n]{0,300}/g,
  /npm ERR![^\n]{0,400}/g,
  // Tolerations and conditions of `kubectl describe`: the words for a sick node on a healthy one.
  /node\.kubernetes\.io\/[a-z-]{1,60}:\w{1,30}(?: op=\w{1,20})?/g,
  /\b(?:Memory|Disk|PID)Pressure {1,40}False[^\n]{0,300}/g,
  /\b(?:Kubelet|Node)Has(?:No|Sufficient)\w{1,40}/g,
];

/** The text without what every error of its kind says. */
export function withoutAdvice(text: string): string {
  return ADVICE.reduce((left, advice) => left.replace(advice, ' '), text);
}
