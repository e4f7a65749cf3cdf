import type { Language } from '../language.ts';

/** What the page's own script says of what the browser sees; `[found, remedy]`, `{name}` for a fact. */
export const browserWords: Readonly<Record<Language, Readonly<Record<string, readonly [string, string]>>>> = {
  en: {
    'gateway-ok': ['This browser reaches the gateway at {address}.', ''],
    'gateway-fails': [
      'This browser does not reach the gateway at {address}.',
      'Is it running, and is a proxy set in this browser?',
    ],
    'page-secure': ['The page counts as secure.', ''],
    'page-insecure': [
      'The page comes over plain http from another machine.',
      'Word loads panes over https alone: start with --https, or put TLS in front of the gateway.',
    ],
    'network-own': [
      'This page comes from this machine and needs no leave for servers on it.',
      'Word on the web does not: answer “Allow” where Chrome asks about the local network.',
    ],
    'network-free': ['This browser asks no leave for servers on this machine or in this network.', ''],
    'network-granted': ['This browser allows pages to reach servers on this machine and in this network.', ''],
    'network-prompt': [
      'Chrome will ask once whether a web page may reach servers in the local network.',
      'Answer “Allow” when Word on the web asks. An administrator can do so for all by the policy LocalNetworkAccessAllowedForUrls.',
    ],
    'network-denied': [
      'This browser forbids the page to reach servers in the local network.',
      'Click the sign left of the address, choose the site settings, and allow “Local network access”; then load the page again.',
    ],
    'mixed-content': [
      'A page over https may not ask {address}, which is plain http.',
      'That is no harm to Inkstone, whose gateway asks it. For a direct connection it needs https.',
    ],
    'cors-ok': ['{address} answers this page ({status}).', ''],
    'cors-blocked': [
      '{address} is there, and does not let pages of {origin} read its answers (CORS).',
      'That is no harm to Inkstone, whose gateway asks it. For a direct connection that server has to allow this origin (Ollama: OLLAMA_ORIGINS).',
    ],
    'browser-unreachable': [
      'This browser does not reach {address}.',
      'It may not be running, or its certificate may be unknown here (open the address in a tab to see), or the browser forbids the local network.',
    ],
    'no-address': ['This is no address.', 'Write the whole of it, such as http://localhost:11434/v1/models.'],
  },
  zh: {
    'gateway-ok': ['浏览器可以连接网关 {address}。', ''],
    'gateway-fails': ['浏览器无法连接网关 {address}。', '网关在运行吗？浏览器是否设置了代理？'],
    'page-secure': ['页面处于安全环境。', ''],
    'page-insecure': [
      '页面通过普通 http 从另一台机器加载。',
      'Word 只通过 https 加载窗格：请用 --https 启动，或在网关前配置 TLS。',
    ],
    'network-own': [
      '此页面来自本机，访问本机的服务无需许可。',
      '网页版 Word 则需要：Chrome 询问本地网络时请选择“允许”。',
    ],
    'network-free': ['此浏览器访问本机和本地网络的服务无需许可。', ''],
    'network-granted': ['此浏览器允许页面访问本机和本地网络的服务。', ''],
    'network-prompt': [
      'Chrome 会询问一次，是否允许网页访问本地网络中的服务。',
      '网页版 Word 询问时请选择“允许”。管理员可用策略 LocalNetworkAccessAllowedForUrls 统一允许。',
    ],
    'network-denied': [
      '此浏览器禁止页面访问本地网络中的服务。',
      '请点击地址左侧的图标，打开网站设置，允许“本地网络访问”，然后重新加载页面。',
    ],
    'mixed-content': [
      'https 页面不能访问普通 http 的 {address}。',
      '这不影响 Inkstone，因为由网关去访问它。若要直接连接，它需要 https。',
    ],
    'cors-ok': ['{address} 可以回应此页面（{status}）。', ''],
    'cors-blocked': [
      '{address} 存在，但不允许 {origin} 的页面读取其响应（CORS）。',
      '这不影响 Inkstone，因为由网关去访问它。若要直接连接，该服务须允许此来源（Ollama：OLLAMA_ORIGINS）。',
    ],
    'browser-unreachable': [
      '浏览器无法连接 {address}。',
      '它可能没有运行，或证书不受信任（在标签页中打开该地址即可看到），或浏览器禁止访问本地网络。',
    ],
    'no-address': ['这不是一个地址。', '请写完整，例如 http://localhost:11434/v1/models。'],
  },
};
