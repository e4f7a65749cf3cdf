// office.js takes away history.pushState and history.replaceState; they are kept here and given back after it.
window.inkstoneHistory = { pushState: history.pushState, replaceState: history.replaceState };
