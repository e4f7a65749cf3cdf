// What is asked before the pane is ready: kept on its box, as it stood at Enter, for the pane to ask.
document.addEventListener('keydown', (event) => {
  const { target: box, key, shiftKey, isComposing } = event;
  if (box.id !== 'shell-prompt' || key !== 'Enter' || shiftKey || isComposing) return;
  event.preventDefault();
  if (box.value.trim() === '') return;
  box.dataset.asked = box.value.trim();
  box.setAttribute('aria-busy', 'true');
});
