import type { Words } from '../language.ts';

const unknownAuthority: Words = {
  en: 'its certificate has an unknown authority. Name that in NODE_EXTRA_CA_CERTS.',
  zh: '其证书的签发机构未知。请在 NODE_EXTRA_CA_CERTS 中指明该机构。',
};

/** Why there is no connection, by Node's code, as the end of a sentence. */
const causes: Readonly<Record<string, Words>> = {
  ECONNREFUSED: {
    en: 'nothing listens there (ECONNREFUSED). Is the server running, and is the port right?',
    zh: '那里没有服务（ECONNREFUSED）。请确认服务器正在运行、端口正确。',
  },
  ENOTFOUND: {
    en: 'its host name is not known (ENOTFOUND). Check the spelling, or the DNS of this network.',
    zh: '主机名不存在（ENOTFOUND）。请检查拼写或本网络的 DNS。',
  },
  EAI_AGAIN: {
    en: 'its host name could not be looked up (EAI_AGAIN). Check the DNS of this network.',
    zh: '无法查询主机名（EAI_AGAIN）。请检查本网络的 DNS。',
  },
  ETIMEDOUT: {
    en: 'the connection timed out (ETIMEDOUT). Check the address and the firewall.',
    zh: '连接超时（ETIMEDOUT）。请检查地址和防火墙。',
  },
  UND_ERR_CONNECT_TIMEOUT: {
    en: 'the connection timed out. Check the address and the firewall.',
    zh: '连接超时。请检查地址和防火墙。',
  },
  EHOSTUNREACH: { en: 'there is no way to that host (EHOSTUNREACH).', zh: '无法到达该主机（EHOSTUNREACH）。' },
  ENETUNREACH: { en: 'there is no way to that network (ENETUNREACH).', zh: '无法到达该网络（ENETUNREACH）。' },
  EFORBIDDEN: {
    en: 'its name leads to a link-local or metadata address, which is never a model. Check the DNS of this network.',
    zh: '其名称指向链路本地或元数据地址，那里不会有模型。请检查本网络的 DNS。',
  },
  ECONNRESET: { en: 'it closed the connection (ECONNRESET).', zh: '对方关闭了连接（ECONNRESET）。' },
  EPIPE: { en: 'it closed the connection (EPIPE).', zh: '对方关闭了连接（EPIPE）。' },
  UND_ERR_SOCKET: { en: 'it closed the connection.', zh: '对方关闭了连接。' },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    en: 'its certificate is self-signed. Name its authority in NODE_EXTRA_CA_CERTS.',
    zh: '其证书是自签名的。请在 NODE_EXTRA_CA_CERTS 中指明签发机构。',
  },
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  CERT_HAS_EXPIRED: { en: 'its certificate has expired.', zh: '其证书已过期。' },
  ERR_TLS_CERT_ALTNAME_INVALID: { en: 'its certificate is for another host name.', zh: '其证书属于另一个主机名。' },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    en: 'it does not speak TLS. Should the address begin with http:// ?',
    zh: '对方不使用 TLS。地址是否应以 http:// 开头？',
  },
  EPROTO: {
    en: 'TLS failed (EPROTO). Should the address begin with http:// ?',
    zh: 'TLS 失败（EPROTO）。地址是否应以 http:// 开头？',
  },
};

export function causeOf(code: string): Words {
  const known = causes[code];
  if (known) return known;
  return code === ''
    ? { en: 'the connection failed.', zh: '连接失败。' }
    : { en: `the connection failed (${code}).`, zh: `连接失败（${code}）。` };
}
