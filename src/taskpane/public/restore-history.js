Object.assign(history, window.inkstoneHistory);
