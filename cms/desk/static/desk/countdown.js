/*
 * How long until something goes out, by the server's clock; then the page tells what
 * became of it. Nothing is counted that is more than an hour away.
 */
(() => {
  const LONGEST = 3600;
  const shortly = 2500; // the release takes at most two seconds

  function countDown(shown) {
    const { until, now, seconds: short, minutes: long } = shown.dataset;
    const end = performance.now() + (Number(until) - Number(now)) * 1000;
    const tick = () => {
      const left = Math.max(Math.ceil((end - performance.now()) / 1000), 0);
      if (left > LONGEST || !shown.isConnected) return;
      const words = left < 60 ? short : long.replace("#", Math.floor(left / 60));
      shown.textContent = `(${words.replace(/[#$]/, left % 60)})`;
      if (left > 0) setTimeout(tick, 1000);
      else setTimeout(() => location.reload(), shortly);
    };
    if (Number(until) > Number(now)) tick();
  }

  const countAll = () => document.querySelectorAll(".d-left[data-until]").forEach(countDown);
  document.addEventListener("DOMContentLoaded", countAll);
  document.addEventListener("d-later", countAll);
})();
