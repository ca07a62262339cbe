/* The page of the rooms stays open beside the room: it says every minute that somebody is there,
   and loads itself again when a room opens or closes. Without it there is a button for both. */
const room = document.querySelector('[data-room]');

if (room) {
  const { room: here, alive, changesIn } = room.dataset;
  if (alive)
    setInterval(
      () =>
        fetch(`${here}/sigo`, { method: 'POST', redirect: 'manual', body: new URLSearchParams() }).catch(
          () => {},
        ),
      60_000,
    );
  // Not all at one second: thousands wait for the same door.
  if (changesIn)
    setTimeout(() => location.assign(here), Math.min(Number(changesIn), 3600) * 1000 + Math.random() * 8000);
}
