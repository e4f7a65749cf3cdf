const words = {
  en: 'Office has not answered yet. Close this pane and open it again. If that does not help, save the document and start the application anew.',
  zh: 'Office 尚未响应。请关闭此窗格后重新打开；如果仍无响应，请保存文档并重新启动应用程序。',
};

/** Says below the first picture of the pane that the host is silent; the pane goes on waiting, and takes its place when it answers. */
export function tellSilence(root: HTMLElement): void {
  const message = document.createElement('p');
  message.setAttribute('role', 'status');
  message.textContent = words[navigator.language.startsWith('zh') ? 'zh' : 'en'];
  root.querySelector('.shell')?.append(message);
}
