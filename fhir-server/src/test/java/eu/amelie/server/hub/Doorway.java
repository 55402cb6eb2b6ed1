/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only way to a server. It may be shut; once told so it lets a submission pass and loses the
 * answer; and it keeps what was asked for on it.
 */
final class Doorway implements AutoCloseable {
  private final StringBuffer asked = new StringBuffer();
  private final List<Socket> passing = new CopyOnWriteArrayList<>();
  private final AtomicBoolean loseAnswer = new AtomicBoolean();
  private final ServerSocket door = listen();
  private volatile int to;
  private volatile boolean shut;

  /** Shut until it is told where it leads. */
  Doorway() {
    shut = true;
    start(this::serve);
  }

  Doorway(int to) {
    this();
    leadTo(to);
  }

  void leadTo(int server) {
    to = server;
    open();
  }

  /** All requests that came by, with their headers. */
  String asked() {
    return asked.toString();
  }

  int port() {
    return door.getLocalPort();
  }

  /** The answer to the next submission does not arrive. */
  void loseTheNextAnswerToASubmission() {
    loseAnswer.set(true);
  }

  /** Whoever comes from now on is let through again. */
  void open() {
    shut = false;
  }

  /** Whoever comes is hung up on, and nothing passes on a connection that is open already. */
  void shut() {
    shut = true;
    passing.forEach(Doorway::quietly);
    passing.clear();
  }

  @Override
  public void close() {
    shut();
    quietly(door);
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (shut) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        passing.add(client);
        passing.add(server);
        AtomicBoolean losing = new AtomicBoolean();
        start(() -> pass(client, server, losing, true));
        start(() -> pass(server, client, losing, false));
      } catch (IOException e) {
        // Closed, or nobody is there.
      }
    }
  }

  private void pass(Socket from, Socket onward, AtomicBoolean losing, boolean request) {
    byte[] buffer = new byte[65_536];
    try (from;
        onward;
        InputStream in = from.getInputStream();
        OutputStream out = onward.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (request) {
          asked.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
        if (request && isSubmission(buffer, n) && loseAnswer.getAndSet(false)) {
          losing.set(true);
        }
        if (shut || (!request && losing.get())) {
          return;
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One of them has hung up.
    }
  }

  private static boolean isSubmission(byte[] buffer, int length) {
    return new String(buffer, 0, Math.min(length, 30), StandardCharsets.US_ASCII)
        .startsWith("POST /fhir HTTP");
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "doorway");
    thread.setDaemon(true);
    thread.start();
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed.
    }
  }
}
