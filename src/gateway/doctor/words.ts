import type { ToldExamination } from '../../protocol/doctor.ts';
import type { Language } from '../language.ts';
import type { Examination, Finding, FindingCode, Hop } from './finding.ts';

/** What was found, and what to do about it; empty when there is nothing to do. `{name}` stands for a fact. */
type Words = readonly [found: string, remedy: string];

const fine = (en: string, zh: string): Readonly<Record<Language, Words>> => ({ en: [en, ''], zh: [zh, ''] });
const wrong = (en: Words, zh: Words): Readonly<Record<Language, Words>> => ({ en, zh });

const words: Readonly<Record<FindingCode, Readonly<Record<Language, Words>>>> = {
  'proxy-none': fine('No proxy stands between.', '不经过代理。'),
  'proxy-ok': fine('The proxy {address} answers.', '代理 {address} 可以连接。'),
  'proxy-unreachable': wrong(
    ['The proxy {address} cannot be reached.', 'Correct HTTPS_PROXY or HTTP_PROXY, or name this host in NO_PROXY.'],
    ['无法连接代理 {address}。', '请更正 HTTPS_PROXY 或 HTTP_PROXY，或把该主机写入 NO_PROXY。'],
  ),
  'proxy-refuses': wrong(
    [
      'The proxy asks for a name and a password (407).',
      'Write them into HTTPS_PROXY: http://name:password@proxy:port.',
    ],
    ['代理要求用户名和密码（407）。', '请写入 HTTPS_PROXY：http://用户名:密码@代理:端口。'],
  ),
  'dns-ok': fine('{host} is {addresses}.', '{host} 的地址是 {addresses}。'),
  'dns-unknown': wrong(
    ['The host name {host} is not known.', 'Check its spelling; a name inside a company needs its network or VPN.'],
    ['找不到主机名 {host}。', '请检查拼写；企业内部的主机名需要接入公司网络或 VPN。'],
  ),
  'dns-down': wrong(
    ['The name server does not answer.', "Check this machine's network and its DNS settings."],
    ['域名服务器没有响应。', '请检查本机的网络和 DNS 设置。'],
  ),
  'tcp-ok': fine(
    'Port {port} of {host} answers ({milliseconds} ms).',
    '{host} 的端口 {port} 可以连接（{milliseconds} 毫秒）。',
  ),
  'tcp-refused': wrong(
    ['Nothing listens on port {port} of {host}.', 'Start the model server there, or correct the port in "baseUrl".'],
    ['{host} 的端口 {port} 上没有服务。', '请在那里启动模型服务，或更正 baseUrl 中的端口。'],
  ),
  'tcp-timeout': wrong(
    [
      'Port {port} of {host} does not answer at all.',
      'A firewall often does that: have the port opened, or use a proxy (HTTPS_PROXY).',
    ],
    ['{host} 的端口 {port} 毫无响应。', '这通常是防火墙所致：请开放该端口，或使用代理（HTTPS_PROXY）。'],
  ),
  'tcp-no-route': wrong(
    ['There is no way to {host} from here ({code}).', 'Check the network or VPN of this machine.'],
    ['从本机无法到达 {host}（{code}）。', '请检查本机的网络或 VPN。'],
  ),
  'tcp-broken': wrong(
    ['The connection to {host}:{port} fails ({code}).', 'Check the address and what stands between.'],
    ['到 {host}:{port} 的连接失败（{code}）。', '请检查地址以及中间的网络设备。'],
  ),
  'tls-ok': fine('The certificate is trusted, for another {days} days.', '证书可信，还有 {days} 天有效。'),
  'tls-none': fine('No TLS, and none is needed.', '未使用 TLS，也不需要。'),
  'tls-none-key': wrong(
    ['The key goes to {host} without encryption.', 'Use https:// there.'],
    ['密钥未加密就发往 {host}。', '请在那里使用 https://。'],
  ),
  'tls-expires-soon': wrong(
    ['The certificate of {host} is good for {days} more days.', 'Have it renewed.'],
    ['{host} 的证书还有 {days} 天到期。', '请续期证书。'],
  ),
  'tls-self-signed': wrong(
    [
      'The certificate of {host} is signed by nobody but itself.',
      'Put it into a PEM file, name that in NODE_EXTRA_CA_CERTS, and start the gateway again.',
    ],
    ['{host} 使用自签名证书。', '请把证书存为 PEM 文件，在 NODE_EXTRA_CA_CERTS 中指明，然后重启网关。'],
  ),
  'tls-unknown-authority': wrong(
    [
      'The certificate of {host} comes from an authority that is not known here.',
      "Name your company's root certificate (PEM) in NODE_EXTRA_CA_CERTS, and start the gateway again.",
    ],
    ['{host} 的证书由未知的机构签发。', '请在 NODE_EXTRA_CA_CERTS 中指明公司的根证书（PEM），然后重启网关。'],
  ),
  'tls-expired': wrong(
    ['The certificate of {host} has expired.', 'Have it renewed there, and check the clock of this machine.'],
    ['{host} 的证书已过期。', '请在那里续期证书，并检查本机时钟。'],
  ),
  'tls-not-yet': wrong(
    ['The certificate of {host} is not valid yet.', 'Check the clock of this machine.'],
    ['{host} 的证书尚未生效。', '请检查本机时钟。'],
  ),
  'tls-wrong-name': wrong(
    ['The certificate is not for {host}.', 'Use the host name that the certificate has.'],
    ['证书不属于 {host}。', '请使用证书中的主机名。'],
  ),
  'tls-not-spoken': wrong(
    ['{host} does not speak TLS.', 'Begin the address with http://, or have TLS set up there.'],
    ['{host} 不使用 TLS。', '请让地址以 http:// 开头，或在那里配置 TLS。'],
  ),
  'tls-broken': wrong(
    ['TLS with {host} fails ({code}).', 'Check the certificate there, and what stands between.'],
    ['与 {host} 的 TLS 连接失败（{code}）。', '请检查那里的证书以及中间的网络设备。'],
  ),
  'http-ok': fine('{address} answers.', '{address} 有响应。'),
  'http-list-absent': fine(
    'It answers, and keeps no list of models ({status}).',
    '有响应，但不提供模型列表（{status}）。',
  ),
  'http-html': wrong(
    [
      '{address} answers with a web page and not as a model server does.',
      'A sign-in page of the network? Open it in a browser once. Otherwise correct the path: it usually ends with /v1.',
    ],
    [
      '{address} 返回的是网页，不是模型服务。',
      '是网络的登录页吗？请先用浏览器打开一次。否则请更正路径：它通常以 /v1 结尾。',
    ],
  ),
  'http-redirect': wrong(
    [
      '{address} sends elsewhere ({status}): {location}',
      'Write the right address into "baseUrl"; a network that asks to sign in does this too.',
    ],
    ['{address} 转向别处（{status}）：{location}', '请把正确的地址写入 baseUrl；要求登录的网络也会这样。'],
  ),
  'http-error': wrong(
    ['{address} fails ({status}).', "Look into that server's own log; it may still be loading its model."],
    ['{address} 出错（{status}）。', '请查看该服务自己的日志；它可能还在加载模型。'],
  ),
  'http-broken': wrong(
    [
      '{address} breaks the connection off ({code}).',
      'Should the address begin with https:// ? Otherwise look into the log of that server.',
    ],
    ['{address} 中断了连接（{code}）。', '地址是否应以 https:// 开头？否则请查看该服务的日志。'],
  ),
  'http-timeout': wrong(
    [
      '{address} takes the request and says nothing for {seconds} s.',
      'The server is overloaded or hangs: look into its log.',
    ],
    ['{address} 接受请求后 {seconds} 秒没有响应。', '服务过载或卡住：请查看它的日志。'],
  ),
  'key-ok': fine('The key in {variable} is taken.', '{variable} 中的密钥有效。'),
  'key-none': fine('No key is asked for.', '不需要密钥。'),
  'key-refused': wrong(
    [
      'The key in {variable} is refused ({status}).',
      'Set {variable} to a key that is valid there, and start the gateway again.',
    ],
    ['{variable} 中的密钥被拒绝（{status}）。', '请把 {variable} 设为有效的密钥，然后重启网关。'],
  ),
  'key-missing': wrong(
    [
      'It asks for a key, and the row names none ({status}).',
      'Put the key into an environment variable and name that in "apiKeyEnv".',
    ],
    ['服务要求密钥，而该行没有指明（{status}）。', '请把密钥放入环境变量，并在 apiKeyEnv 中写明其名称。'],
  ),
  'model-ok': fine('It has {model}.', '它有 {model}。'),
  'model-unlisted': fine('Whether it has {model}, the chat will show.', '是否有 {model}，由下面的对话验证。'),
  'model-missing': wrong(
    ['It has no model {model}. It has: {known}', 'Write one of its own into "models", or load that model there.'],
    ['没有模型 {model}。现有：{known}', '请在 models 中写入它已有的模型，或在那里加载该模型。'],
  ),
  'context-ok': fine(
    'A context of {configured} tokens fits into its {real}.',
    '上下文 {configured} 个词元，不超过它的 {real}。',
  ),
  'context-unknown': fine('It does not say how long its context is.', '它没有说明上下文长度。'),
  'context-unset': wrong(
    [
      '{model} takes {real} tokens, and the row does not say so.',
      'Set "contextWindow" of the model to {real}, so that long documents are cut to fit.',
    ],
    ['{model} 支持 {real} 个词元，但该行没有写明。', '请把该模型的 contextWindow 设为 {real}，以便按长度处理长文档。'],
  ),
  'context-too-large': wrong(
    [
      'The row promises {configured} tokens for {model}, and it takes {real}.',
      'Lower "contextWindow" to {real}, or start the server with a longer context.',
    ],
    [
      '该行为 {model} 写了 {configured} 个词元，而它只支持 {real}。',
      '请把 contextWindow 降为 {real}，或让服务以更长的上下文启动。',
    ],
  ),
  'streaming-ok': fine(
    'A chat streams: the first word after {milliseconds} ms.',
    '对话可流式返回：首词 {milliseconds} 毫秒。',
  ),
  'streaming-late': wrong(
    [
      'The first word of a short chat took {milliseconds} ms.',
      'It may just have loaded its model: try again. Otherwise the model is too large for that machine.',
    ],
    ['一个简短对话的首词用了 {milliseconds} 毫秒。', '可能刚加载模型：请再试一次。否则模型对那台机器来说太大。'],
  ),
  'streaming-absent': wrong(
    [
      'It does not stream: it answers with {type}.',
      'Turn streaming on there, or take off what stands between and collects answers.',
    ],
    ['它不支持流式返回：返回的是 {type}。', '请在那里开启流式返回，或去掉中间收集响应的设备。'],
  ),
  'streaming-buffered': wrong(
    [
      'The answer comes all at once after {milliseconds} ms.',
      'Something between collects it: turn buffering off there (nginx: proxy_buffering off).',
    ],
    ['整个回答在 {milliseconds} 毫秒后一次到达。', '中间有设备缓冲了回答：请关闭缓冲（nginx：proxy_buffering off）。'],
  ),
  'streaming-cut': wrong(
    [
      'The answer breaks off after {pieces} pieces.',
      "Look into that server's log; a proxy with a short time-out does this too.",
    ],
    ['回答在 {pieces} 段后中断。', '请查看该服务的日志；超时较短的代理也会这样。'],
  ),
  'answer-refused': wrong(
    [
      'It refuses a plain chat with {model} ({status}).',
      'Check "kind" of the row, and that this is a model for chats.',
    ],
    ['它拒绝与 {model} 的普通对话（{status}）。', '请检查该行的 kind，并确认这是对话模型。'],
  ),
  'answer-slow': wrong(
    [
      'A short chat did not begin within {seconds} s.',
      'Wait until it has loaded its model and try again, or raise "firstByteMs" of the row.',
    ],
    ['一个简短对话在 {seconds} 秒内没有开始。', '请等它加载完模型后再试，或提高该行的 firstByteMs。'],
  ),
  'file-ok': fine(
    'The file loads, with {contextWindow} tokens for a prompt and its answer.',
    '文件可以加载，提示和回答共 {contextWindow} 个词元。',
  ),
  'file-fails': wrong(['{reason}', ''], ['{reason}', '']),
};

const hopNames: Readonly<Record<Hop, Readonly<Record<Language, string>>>> = {
  proxy: { en: 'Proxy', zh: '代理' },
  dns: { en: 'DNS', zh: '域名' },
  tcp: { en: 'Connection', zh: '连接' },
  tls: { en: 'TLS', zh: 'TLS' },
  http: { en: 'HTTP', zh: 'HTTP' },
  key: { en: 'Key', zh: '密钥' },
  model: { en: 'Model', zh: '模型' },
  context: { en: 'Context', zh: '上下文' },
  streaming: { en: 'Streaming', zh: '流式' },
};

/** Said where there is nothing to examine. */
export const noModels: Readonly<Record<Language, string>> = {
  en: 'No model is configured: the gateway offers its built-in rules alone. docs/models.md tells how to connect one.',
  zh: '没有配置模型：网关只提供内置规则。接入方法见 docs/models.md。',
};

/** The examination with what was found at each hop in words. */
export function tellExamination(examination: Examination, language: Language): ToldExamination {
  return {
    ...examination,
    findings: examination.findings.map((finding) => ({
      ...finding,
      title: hopNames[finding.hop][language],
      ...describeFinding(finding, language),
    })),
  };
}

/** The finding in words. */
export function describeFinding({ code, facts }: Finding, language: Language): { found: string; remedy: string } {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(facts[name] ?? '–') || '–');
  const [what, remedy] = words[code][language];
  return { found: fill(what), remedy: fill(remedy) };
}
