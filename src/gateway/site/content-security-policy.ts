/**
 * Who may show the pane in a frame: Office on the web and Microsoft 365. On the desktop the pane is a page of its own. The
 * hosts are those that office.js itself trusts, and those that Microsoft lists for tabs ("Content security policy", Teams
 * documentation); a SharePoint of one's own is added by the setting `frameAncestors`.
 */
const officeHosts = [
  'https://*.officeapps.live.com',
  'https://*.partner.officewebapps.cn',
  'https://*.gov.online.office365.us',
  'https://*.dod.online.office365.us',
  'https://*.office.net',
  'https://*.office.com',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
  'https://*.sharepoint.com',
  'https://teams.microsoft.com',
];

export const officeCdn = 'https://appsforoffice.microsoft.com';

type Directives = Readonly<Record<string, readonly string[]>>;

function render(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}

export interface PanePolicy {
  readonly nonce: string;
  /** Whether office.js comes from Microsoft's servers. */
  readonly usesCdn: boolean;
  readonly frameAncestors: readonly string[];
  /** Origins of the sign-in service. */
  readonly signInOrigins: readonly string[];
}

/** For the task pane and the function commands. Styles are made at run time by scripts that know the nonce. */
export function panePolicy({ nonce, usesCdn, frameAncestors, signInOrigins }: PanePolicy): string {
  const cdn = usesCdn ? [officeCdn] : [];
  return render({
    'default-src': ["'none'"],
    'script-src': ["'self'", ...cdn],
    'worker-src': ["'self'"],
    'connect-src': ["'self'", ...signInOrigins],
    'img-src': ["'self'", 'data:', 'blob:'],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'font-src': ["'self'", 'data:'],
    // office.js asks about trust in a hidden frame of its own origin.
    'frame-src': ["'self'", ...cdn],
    'frame-ancestors': paneAncestors(frameAncestors),
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  });
}

/** Loopback is the developer's own machine: the playground may run on another port than the pane. */
function paneAncestors(more: readonly string[]): string[] {
  return ["'self'", 'https://localhost:*', ...officeHosts, ...more];
}

/** For the playground, which frames panes but is framed by nobody else. */
export function playgroundPolicy(): string {
  return render({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'worker-src': ["'self'"],
    'connect-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'style-src': ["'self'"],
    'font-src': ["'self'", 'data:'],
    'frame-src': ["'self'", 'https://localhost:*'],
    'frame-ancestors': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  });
}

/** For the doctor's page, which tries addresses that a person types. */
export function doctorPolicy(): string {
  return render({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'connect-src': ["'self'", 'http:', 'https:'],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
  });
}

/** For the administrators' page, which nobody frames. Styles are made at run time, with the nonce. */
export function adminPolicy(nonce: string): string {
  return render({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'connect-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'font-src': ["'self'", 'data:'],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  });
}

/** For the page that answers office.js about trust, deep in the pane's frames. */
export function trustPagePolicy(frameAncestors: readonly string[]): string {
  return render({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'frame-ancestors': paneAncestors(frameAncestors),
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  });
}

/** For what is neither a page nor a script. */
export const filePolicy = "default-src 'none'; frame-ancestors 'none'";

/** For scripts: a worker lives by the policy that its own script came with, and loads the rest of its code. */
export const scriptPolicy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";
