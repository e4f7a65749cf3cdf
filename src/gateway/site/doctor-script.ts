/**
 * What the doctor's page does in the browser: looks at what only a browser can see. Its words come in the page's
 * `data-words`; what it finds is put there as text, never as markup.
 */
export const doctorScript = `'use strict';
(function () {
  var list = document.getElementById('browser');
  var words = JSON.parse(list.dataset.words);
  var marks = JSON.parse(list.dataset.marks);

  function say(outcome, code, facts, target) {
    var fill = function (text) {
      return text.replace(/\\{(\\w+)\\}/g, function (whole, name) { return String(facts[name]); });
    };
    var item = document.createElement('li');
    item.className = outcome;
    item.dataset.code = code;
    var mark = document.createElement('b');
    mark.textContent = marks[outcome] + ' ';
    item.append(mark, fill(words[code][0]));
    if (words[code][1]) {
      var remedy = document.createElement('p');
      remedy.textContent = '→ ' + fill(words[code][1]);
      item.append(remedy);
    }
    target.append(item);
  }
  function isLoopback(host) {
    return /^(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\]|.+\\.localhost)$/.test(host);
  }
  function askLeave(name) {
    if (!navigator.permissions) return Promise.resolve('');
    return navigator.permissions.query({ name: name }).then(
      function (status) { return status.state; },
      function () { return ''; }
    );
  }
  async function look() {
    var own = { address: location.origin };
    try {
      var answer = await fetch('/healthz', { cache: 'no-store' });
      say(answer.ok ? 'ok' : 'failed', answer.ok ? 'gateway-ok' : 'gateway-fails', own, list);
    } catch (error) {
      say('failed', 'gateway-fails', own, list);
    }
    say(isSecureContext ? 'ok' : 'warning', isSecureContext ? 'page-secure' : 'page-insecure', own, list);
    if (isLoopback(location.hostname)) {
      say('ok', 'network-own', own, list);
      return;
    }
    // Chrome calls it by one name up to version 144, and by two after that.
    var states = await Promise.all(['local-network-access', 'local-network', 'loopback-network'].map(askLeave));
    if (states.includes('denied')) say('failed', 'network-denied', own, list);
    else if (states.includes('prompt')) say('warning', 'network-prompt', own, list);
    else say('ok', states.includes('granted') ? 'network-granted' : 'network-free', own, list);
  }
  async function tryAddress(text, target) {
    var url;
    try {
      url = new URL(text);
      if (!/^https?:$/.test(url.protocol)) throw new Error('scheme');
    } catch (error) {
      say('failed', 'no-address', {}, target);
      return;
    }
    var facts = { address: url.href, origin: location.origin };
    if (location.protocol === 'https:' && url.protocol === 'http:' && !isLoopback(url.hostname)) {
      say('warning', 'mixed-content', facts, target);
      return;
    }
    var init = { cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(10000) };
    try {
      facts.status = (await fetch(url, init)).status;
      say('ok', 'cors-ok', facts, target);
    } catch (error) {
      try {
        await fetch(url, Object.assign({ mode: 'no-cors' }, init));
        say('warning', 'cors-blocked', facts, target);
      } catch (again) {
        say('failed', 'browser-unreachable', facts, target);
      }
    }
  }
  document.getElementById('try').addEventListener('submit', async function (event) {
    event.preventDefault();
    var target = document.getElementById('tried');
    var button = document.querySelector('#try button');
    target.replaceChildren();
    button.disabled = true;
    await tryAddress(document.getElementById('address').value.trim(), target);
    button.disabled = false;
  });
  document.getElementById('examine').addEventListener('submit', function (event) {
    event.target.querySelector('button').disabled = true;
    document.getElementById('working').hidden = false;
  });
  look().finally(function () { list.setAttribute('aria-busy', 'false'); });
})();
`;
