/** Environment that systemd gives a service: `Environment=` and `EnvironmentFile=` (systemd.exec(5)). Pure. */

export interface UnitEnvironment {
  /** In the order of the file; `file` is to be read, and its variables go over those before it. */
  readonly settings: readonly (
    | { readonly kind: 'variable'; readonly name: string; readonly value: string }
    | { readonly kind: 'file'; readonly path: string }
    /** An empty assignment forgets all before it. */
    | { readonly kind: 'forget' }
  )[];
}

export function parseUnit(text: string): UnitEnvironment {
  // A line that ends in a backslash goes on in the next.
  const lines = text.replace(/\\\r?\n/g, ' ').split('\n');
  const settings: UnitEnvironment['settings'][number][] = [];
  let section = '';
  for (const line of lines.map((each) => each.trim())) {
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    section = /^\[(.+)\]$/.exec(line)?.[1] ?? section;
    const [, key, value = ''] = /^(Environment|EnvironmentFile)\s*=\s*(.*)$/.exec(line) ?? [];
    if (section !== 'Service' || key === undefined) continue;
    if (key === 'EnvironmentFile') {
      // A leading dash: a missing file is no fault.
      if (value !== '') settings.push({ kind: 'file', path: value.replace(/^-/, '') });
    } else if (value === '') settings.push({ kind: 'forget' });
    else settings.push(...words(value).flatMap(variable));
  }
  return { settings };
}

/** `/etc/environment`, `/etc/sysconfig/x`, `/etc/default/x`: one NAME=value in a line, `export` tolerated. */
export function parseEnvironmentFile(text: string): ReadonlyMap<string, string> {
  const found = text.split('\n').flatMap((line) => {
    const [, name, value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, unquoted(value)] as const];
  });
  return new Map(found);
}

function variable(word: string): UnitEnvironment['settings'] {
  const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) ?? [];
  return name === undefined ? [] : [{ kind: 'variable', name, value }];
}

/** Words of a setting; quotes stand around the whole assignment or around its value. */
function words(text: string): readonly string[] {
  const found = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return found.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
