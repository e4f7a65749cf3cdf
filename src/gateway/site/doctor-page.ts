import { escapeHtml } from '../../base/escape-html.ts';
import type { ToldExamination } from '../../protocol/doctor.ts';
import { browserWords } from '../doctor/browser-words.ts';
import { hasFailed, type Examination } from '../doctor/finding.ts';
import { noModels, tellExamination } from '../doctor/words.ts';
import type { Language } from '../language.ts';

const texts = {
  en: {
    title: 'Connection doctor',
    other: '中文',
    server: 'From the gateway to the models',
    intro:
      'The gateway goes to each configured model as a chat does, and stops at the first hop that fails. A short chat with each model is part of it.',
    run: 'Examine',
    again: 'Examine again',
    working: 'Examining. A model that is still being loaded can take a minute …',
    refused:
      'Nothing was examined: this gateway lets administrators alone see where its models are, and nobody can sign in on this page. As an administrator, press “Examine the connections” at <a href="/admin/">/admin</a>, or run “npx inkstone doctor” on the server.',
    works: 'works',
    fails: 'fails at',
    browser: 'From this browser to the gateway',
    tryTitle: 'From this browser to another address',
    tryIntro: 'Shows what a page here meets when it asks a server directly: mixed content, CORS, the local network.',
    address: 'Address',
    tryIt: 'Try',
    marks: { ok: 'OK:', warning: 'Note:', failed: 'Failed:' },
    head: (mark: string, hop: string) => `${mark} ${hop}.`,
  },
  zh: {
    title: '连接诊断',
    other: 'English',
    server: '从网关到模型',
    intro: '网关像对话一样访问每个已配置的模型，在第一个失败的环节停下。其中包括与每个模型的一次简短对话。',
    run: '开始诊断',
    again: '再次诊断',
    working: '正在诊断。仍在加载的模型可能需要一分钟……',
    refused:
      '没有进行诊断：此网关只让管理员查看模型的位置，而此页面无法登录。管理员可在 <a href="/admin/">/admin</a> 点击“诊断连接”，或在服务器上运行 npx inkstone doctor。',
    works: '可以使用',
    fails: '失败之处：',
    browser: '从此浏览器到网关',
    tryTitle: '从此浏览器到另一个地址',
    tryIntro: '显示网页直接访问某个服务时会遇到什么：混合内容、CORS、本地网络。',
    address: '地址',
    tryIt: '测试',
    marks: { ok: '正常：', warning: '注意：', failed: '失败：' },
    head: (mark: string, hop: string) => `${mark}${hop}。`,
  },
} as const;

/** The doctor's page; `examinations` is absent until somebody asks for them, and `refused` for who may not. */
export function renderDoctorPage(
  language: Language,
  examinations: readonly Examination[] | 'refused' | undefined,
): string {
  const text = texts[language];
  const other = language === 'en' ? 'zh' : 'en';
  const results =
    examinations === undefined
      ? ''
      : examinations === 'refused'
        ? `<p role="alert">${text.refused}</p>`
        : examinations.length === 0
          ? `<p>${noModels[language]}</p>`
          : examinations.map((examination) => renderExamination(examination, language)).join('\n');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title} – Inkstone</title>
<link rel="stylesheet" href="/doctor/style.css">
</head>
<body>
<header><h1>${text.title}</h1><a href="/doctor?lang=${other}" lang="${other}">${text.other}</a></header>
<main>
<section aria-labelledby="server"><h2 id="server">${text.server}</h2>
<p>${text.intro}</p>
<form id="examine" method="post" action="/doctor?lang=${language}"><button>${examinations ? text.again : text.run}</button></form>
<p id="working" role="status" hidden>${text.working}</p>
${results}
</section>
<section aria-labelledby="client"><h2 id="client">${text.browser}</h2>
<ul id="browser" aria-live="polite" aria-busy="true" data-words="${escapeHtml(JSON.stringify(browserWords[language]))}" data-marks="${escapeHtml(JSON.stringify(text.marks))}"></ul>
</section>
<section aria-labelledby="elsewhere"><h2 id="elsewhere">${text.tryTitle}</h2>
<p>${text.tryIntro}</p>
<form id="try"><label for="address">${text.address}</label> <input id="address" inputmode="url" size="40" placeholder="http://localhost:11434/v1/models"> <button>${text.tryIt}</button></form>
<ul id="tried" aria-live="polite"></ul>
</section>
</main>
<script src="/doctor/browser.js"></script>
</body>
</html>
`;
}

function renderExamination(examination: Examination, language: Language): string {
  const text = texts[language];
  const { name, address, findings } = tellExamination(examination, language);
  const verdict = hasFailed(examination) ? `${text.fails} ${findings.at(-1)?.title}` : text.works;
  const items = findings.map((finding) => renderFinding(finding, language)).join('\n');
  return `<article><h3>${escapeHtml(name)}: ${verdict}</h3>
<p><code>${escapeHtml(address)}</code></p>
<ol>
${items}
</ol></article>`;
}

function renderFinding(
  { outcome, code, title, found, remedy }: ToldExamination['findings'][number],
  language: Language,
): string {
  const { marks, head } = texts[language];
  const advice = remedy === '' ? '' : `<p>→ ${escapeHtml(remedy)}</p>`;
  return `<li class="${outcome}" data-code="${code}"><b>${head(marks[outcome], title)}</b> ${escapeHtml(found)}${advice}</li>`;
}

export const doctorStyle = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-bottom: 0; }
button, input { font: inherit; padding: 0.3rem 0.8rem; max-width: 100%; box-sizing: border-box; }
li { margin: 0.3rem 0; padding-left: 0.5rem; border-left: 0.25rem solid transparent; }
li p { margin: 0.1rem 0; }
li.ok { border-color: #107c10; } li.warning { border-color: #c19c00; } li.failed { border-color: #d13438; }
`;
