/** Everything the page itself says; what apps and people say comes from the workspace. */

interface PageWords {
  readonly loading: string;
  readonly channelsAndPeople: string;
  useTheme(theme: 'light' | 'dark'): string;
  readonly channels: string;
  readonly apps: string;
  readonly unread: string;
  readonly actAs: string;
  readonly tabs: Readonly<Record<'messages' | 'home', string>>;
  homeIsEmpty(bot: string): string;
  readonly withTheApp: string;
  beginningOf(channel: string, topic: string): string;
  readonly try: string;
  readonly messages: string;
  readonly newMessages: string;
  readonly onlyYou: string;
  readonly app: string;
  readonly edited: string;
  readonly replyInThread: string;
  readonly copyText: string;
  readonly explain: string;
  replies(count: number): string;
  readonly thread: string;
  readonly reply: string;
  readonly rootDeleted: string;
  readonly close: string;
  readonly closeThread: string;
  messageTo(name: string): string;
  readonly command: string;
  mention(bot: string): string;
  readonly send: string;
  readonly sends: string;
  readonly newLine: string;
  readonly completions: string;
  readonly toChoose: string;
  readonly toTake: string;
  readonly toClose: string;
  noCommandInThread(bot: string): string;
  unknownCommand(typed: string, command: string): string;
  readonly example: string;
  readonly broken: string;
  brokenOf(count: number, all: number): string;
  readonly nothingBroken: string;
  readonly state: Readonly<Record<'broken' | 'healed', string>>;
  readonly askWhy: string;
  readonly heal: string;
  readonly plantedCause: string;
  readonly refused: string;
  readonly sandboxSilent: string;
  appSilent(why: string): string;
  readonly cancel: string;
  readonly required: string;
  readonly optional: string;
  readonly moreActions: string;
  readonly select: string;
  readonly search: string;
  readonly now: string;
  minutesAgo(count: number): string;
  hoursAgo(count: number): string;
  readonly today: string;
  readonly yesterday: string;
}

const words: { readonly en: PageWords } = {
  en: {
    loading: 'Loading the workspace…',
    channelsAndPeople: 'Channels and people',
    useTheme: (theme) => (theme === 'light' ? 'Use the light theme' : 'Use the dark theme'),
    channels: 'Channels',
    apps: 'Apps',
    unread: 'unread',
    actAs: 'Act as',
    tabs: { messages: 'Messages', home: 'Home' },
    homeIsEmpty: (bot) => `${bot} has put nothing on its home tab yet.`,
    withTheApp: 'This is between you and the app.',
    beginningOf: (channel, topic) => `This is the very beginning of #${channel}. ${topic}.`,
    try: 'Try',
    messages: 'Messages',
    newMessages: 'New',
    onlyYou: 'Only visible to you',
    app: 'APP',
    edited: '(edited)',
    replyInThread: 'Reply in thread',
    copyText: 'Copy text',
    explain: 'Explain registry error',
    replies: (count) => (count === 1 ? '1 reply' : `${count} replies`),
    thread: 'Thread',
    reply: 'Reply…',
    rootDeleted: 'The message this thread belongs to was deleted.',
    close: 'Close',
    closeThread: 'Close thread',
    messageTo: (name) => `Message ${name}`,
    command: 'Command',
    mention: (bot) => `Mention ${bot}`,
    send: 'Send',
    sends: 'sends',
    newLine: 'new line',
    completions: 'Completions',
    toChoose: 'to choose',
    toTake: 'to take',
    toClose: 'to close',
    noCommandInThread: (bot) => `Slash commands do not work in a thread. Mention @${bot} instead.`,
    unknownCommand: (typed, command) =>
      `${typed} is not a command here. Type ${command} to see what there is.`,
    example: 'example',
    broken: 'What is broken here',
    brokenOf: (count, all) => (count === 0 ? 'nothing any more' : `${count} of ${all}`),
    nothingBroken: 'Nothing is broken in this sandbox.',
    state: { broken: 'broken', healed: 'healed' },
    askWhy: 'Ask why',
    heal: 'Heal',
    plantedCause: 'planted cause',
    refused: 'refused',
    sandboxSilent: 'The sandbox does not answer. Is it still running?',
    appSilent: (why) => `The app did not answer: ${why}`,
    cancel: 'Cancel',
    required: 'Please complete this required field.',
    optional: '(optional)',
    moreActions: 'More actions',
    select: 'Select…',
    search: 'Search',
    now: 'just now',
    minutesAgo: (count) => `${count} min ago`,
    hoursAgo: (count) => `${count} h ago`,
    today: 'Today',
    yesterday: 'Yesterday',
  },
};

/** The page's language. */
export const say = words.en;
