/** What is done by hand on Cargo's registry hosts, with its own file names. Printed, never run. */

const FOLDER = '/compass/cargo-ansible/cargo';

/** `address`: where its token service answers, `192.168.129.20:30099`; null: not known. */
export function cargoTokenSteps(address: string | null): readonly string[] {
  const wanted = address ?? '<VIP of a master of this cluster>:30099';
  const ip = wanted.split(':')[0];
  return [
    `On the registry host see whom it asks: \`docker exec -it tengine cat /etc/hosts\`; the line \`… cargo-admin\` (older: \`cargo-admin.caicloudprivatetest.com\`) must have \`${ip}\`. Any other address, 127.0.0.1 included, makes Cargo use its built-in token service; that of another cluster knows other users.`,
    `Correct \`extra_hosts\` in \`${FOLDER}/config/docker-compose-single.yml\`, and \`cargo_token_service\` in \`env-single.yml\` or \`env-ha.yml\` to \`${wanted}\`. Newer versions have a script for it: \`${FOLDER}/change-token-servce.sh\` (its name is spelt so).`,
    `Then \`cd ${FOLDER} && ./restart.sh\`: it interrupts every pull and push for its length.`,
    'Afterwards a login of a user who is not `admin` must succeed: `/registry why-login-fails <registry> <user>`.',
  ];
}

export const CARGO_DOMAIN_STEP = `Cargo under another domain: edit \`realm\` in \`${FOLDER}/config/registry/config.yml\` and \`X-Cargo\` in \`${FOLDER}/config/nginx/nginx.conf\`, then \`cd ${FOLDER} && ./restart.sh\` (interrupts the registry); \`curl -sI https://<domain>/v2/ | grep -i www-authenticate\` must then name the same domain.`;
