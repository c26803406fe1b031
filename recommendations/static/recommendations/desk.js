// Asks once a minute how much new work there is and says so. Without it, "Look again" does.
(() => {
  const EVERY_MINUTE = 60_000;
  const notice = document.querySelector(".desk-news");
  if (!notice) return;
  const { url, since, show, lost } = notice.dataset;
  const address = `${url}?${new URLSearchParams({ since })}`;

  const tell = (text) => {
    if (notice.textContent === text) return;
    const link = document.createElement("a");
    link.href = show;
    link.textContent = text;
    notice.replaceChildren(link);
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const news = await answer.json();
      if (news.new) tell(news.text);
      else notice.replaceChildren();
    } catch {
      tell(lost);
    }
  };

  setInterval(ask, EVERY_MINUTE);
  document.addEventListener("visibilitychange", ask);
})();
