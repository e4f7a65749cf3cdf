import { startSite, type Site } from '../support/playground.ts';
import { openProbe, type TeamsProbe } from '../support/teams-probe.ts';

let site: Site;
let probe: TeamsProbe;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
afterEach(() => probe.close());

const chatLink =
  'https://teams.microsoft.com/l/chat/0/0?users=person2@example.com&message=Are%20the%20photos%20ready%3F';

test('[TEAMS-2] [TEAMS-3] a page gets its context, and each change of theme while it is open, in a dialog too', async () => {
  probe = await openProbe(site.origin, { locale: 'zh-CN', theme: 'dark', subPageId: 'here' });
  const context = await probe.tab.evaluate(() => window.microsoftTeams.app.getContext());
  expect(context).toMatchObject({
    app: { locale: 'zh-cn', theme: 'dark', host: { name: 'Teams', clientType: 'web' } },
    page: { id: 'probe', subPageId: 'here', frameContext: 'content' },
    user: { id: expect.stringMatching(/^[\w-]{36}$/), tenant: { id: expect.stringMatching(/^[\w-]{36}$/) } },
  });
  await probe.tab.evaluate(() => {
    window.microsoftTeams.app.registerOnThemeChangeHandler((theme) => window.came.push(theme));
    window.microsoftTeams.dialog.url.open({
      title: 'D',
      url: `${location.origin}/probe/dialog.html`,
      size: { width: 400, height: 300 },
    });
  });
  const dialog = await probe.dialog();
  await dialog.evaluate(() =>
    window.microsoftTeams.app.registerOnThemeChangeHandler((theme) => window.came.push(theme)),
  );
  expect(await dialog.evaluate(async () => (await window.microsoftTeams.app.getContext()).page.frameContext)).toBe(
    'task',
  );
  await probe.page.locator('.teams-bar select').selectOption('contrast', { force: true });
  expect(await probe.came(1)).toEqual(['contrast']);
  await dialog.waitForFunction(() => window.came.length > 0);
  expect(await dialog.evaluate(() => window.came)).toEqual(['contrast']);
});

test('[TEAMS-22] a dialog by address hands in a result, and says so when the person closes it', async () => {
  probe = await openProbe(site.origin);
  const open = (): Promise<void> =>
    probe.tab.evaluate(() => {
      window.microsoftTeams.dialog.url.open(
        { title: 'A page', url: `${location.origin}/probe/dialog.html`, size: { width: 400, height: 300 } },
        ({ err, result }) => window.came.push(err ?? result),
      );
    });
  await open();
  await probe.page.getByRole('dialog', { name: 'A page' }).waitFor();
  const dialog = await probe.dialog();
  await dialog.evaluate(() => window.microsoftTeams.dialog.url.submit({ chosen: 'blue' }));
  expect(await probe.came(1)).toEqual([{ chosen: 'blue' }]);
  await probe.page.getByRole('dialog', { name: 'A page' }).waitFor({ state: 'detached' });
  await open();
  await probe.page.getByRole('dialog', { name: 'A page' }).getByRole('button', { name: 'Close' }).click();
  expect((await probe.came(2))[1]).toBe('User cancelled/closed the task module.');
});

test('[TEAMS-23] a dialog by card hands in what was typed', async () => {
  probe = await openProbe(site.origin);
  expect(await probe.tab.evaluate(() => window.microsoftTeams.dialog.adaptiveCard.isSupported())).toBe(true);
  await probe.tab.evaluate(() => {
    const card = JSON.stringify({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'Input.Text', id: 'name', label: 'Name' }],
      actions: [{ type: 'Action.Submit', title: 'Save', data: { kind: 'saved' } }],
    });
    window.microsoftTeams.dialog.adaptiveCard.open(
      { title: 'A card', card, size: { width: 400, height: 300 } },
      ({ err, result }) => window.came.push(err ?? result),
    );
  });
  const dialog = probe.page.getByRole('dialog', { name: 'A card' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Priya');
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await probe.came(1)).toEqual([{ kind: 'saved', name: 'Priya' }]);
});

/* oxlint-disable typescript/no-deprecated -- deprecated or not, apps call it */
test('[TEAMS-24] text goes to the clipboard and comes from it; other kinds are refused', async () => {
  probe = await openProbe(site.origin);
  await probe.page.bringToFront();
  const written = await probe.tab.evaluate(async () => {
    await window.microsoftTeams.clipboard.write(new Blob(['砚: ink'], { type: 'text/plain' }));
    return (await window.microsoftTeams.clipboard.read()).text();
  });
  expect(written).toBe('砚: ink');
  expect(await probe.page.evaluate(() => navigator.clipboard.readText())).toBe('砚: ink');
  const refusal = await probe.tab.evaluate(() =>
    window.microsoftTeams.clipboard.write(new Blob(['<b>x</b>'], { type: 'text/html' })).then(
      () => 'written',
      (error: unknown) => (error as { readonly errorCode?: number }).errorCode,
    ),
  );
  expect(refusal).toBe(4000);
});

/* oxlint-enable typescript/no-deprecated */

test('[TEAMS-6] [TEAMS-25] what is shared goes to the chat that is chosen; links lead to chats and tabs, and nowhere else', async () => {
  probe = await openProbe(site.origin);
  const share = (): Promise<void> =>
    probe.tab.evaluate(() => {
      const content = [{ type: 'URL' as const, url: 'https://example.com/plan', message: 'The plan', preview: true }];
      void window.microsoftTeams.sharing.shareWebContent({ content }).then(
        () => window.came.push('shared'),
        (error: unknown) => window.came.push((error as { readonly errorCode?: number }).errorCode),
      );
    });
  await share();
  await probe.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await share();
  await probe.page.getByRole('dialog').getByRole('button', { name: 'Launch planning' }).click();
  expect(await probe.came(2)).toEqual([8000, 'shared']);
  const go = (url: string): Promise<string> =>
    probe.tab.evaluate(
      (link) =>
        window.microsoftTeams.app.openLink(link).then(
          () => 'opened',
          () => 'refused',
        ),
      url,
    );
  expect(await go('mailto:person2@example.com')).toBe('refused');
  expect(await go(chatLink)).toBe('opened');
  const box = probe.page.getByRole('textbox', { name: 'Type a message to Tom Becker' });
  await box.waitFor();
  expect(await box.inputValue()).toBe('Are the photos ready?');
  const sub = encodeURIComponent(JSON.stringify({ subEntityId: 'there' }));
  await probe.page.evaluate(() => window.teams.show('Probe'));
  const entity = 'https://teams.microsoft.com/l/entity/11111111-0000-4000-8000-000000000001/probe';
  // The page goes with its frame, and the answer with the page.
  void go(`${entity}?context=${sub}`).catch(() => undefined);
  const tab = await probe.reloaded();
  const context = await tab.evaluate(() => window.microsoftTeams.app.getContext());
  expect(context.page.subPageId).toBe('there');
});

test('[TEAMS-26] a page gets the token of the person where there is one, and is refused where consent is missing', async () => {
  const ask = (): Promise<string> =>
    probe.tab.evaluate(() =>
      window.microsoftTeams.authentication.getAuthToken().catch((error: unknown) => String(error)),
    );
  probe = await openProbe(site.origin);
  expect(await ask()).toContain('resourceRequiresConsent');
  await probe.close();
  probe = await openProbe(site.origin, { token: 'header.claims.signature' });
  expect(await ask()).toBe('header.claims.signature');
});

test('[TEAMS-4] what is not emulated, or taken away, is denied by isSupported()', async () => {
  const supported = (): Promise<Record<string, boolean>> =>
    probe.tab.evaluate(() => {
      const {
        barCode,
        calendar,
        call,
        chat,
        clipboard,
        dialog,
        geoLocation,
        mail,
        meetingRoom,
        monetization,
        people,
        profile,
        search,
        sharing,
        stageView,
        webStorage,
      } = window.microsoftTeams;
      const asked = {
        barCode,
        calendar,
        call,
        chat,
        clipboard,
        dialog: dialog.url,
        geoLocation,
        mail,
        meetingRoom,
        monetization,
        people,
        profile,
        search,
        sharing,
        stageView,
        webStorage,
      };
      return Object.fromEntries(Object.entries(asked).map(([name, capability]) => [name, capability.isSupported()]));
    });
  const namesOf = (all: Record<string, boolean>): string[] => Object.keys(all).filter((name) => all[name]);
  probe = await openProbe(site.origin);
  expect(namesOf(await supported())).toEqual(['chat', 'clipboard', 'dialog', 'people', 'sharing']);
  await probe.close();
  probe = await openProbe(site.origin, { without: 'clipboard,dialog,sharing' });
  expect(namesOf(await supported())).toEqual(['chat', 'people']);
});
