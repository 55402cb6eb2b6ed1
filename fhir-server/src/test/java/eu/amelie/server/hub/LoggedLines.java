/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.hub;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged until it is closed, with traces; of the hub whatever it could log at all. */
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger hub =
      (Logger) LoggerFactory.getLogger(LoggedLines.class.getPackage().getName());
  private final Level before = hub.getLevel();

  LoggedLines() {
    setContext(root.getLoggerContext());
    listen();
  }

  /** Again, where a server that started meanwhile has set up its log anew, and so stopped this. */
  void listen() {
    start();
    if (!root.isAttached(this)) {
      root.addAppender(this);
    }
    hub.setLevel(Level.TRACE);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap() + " " + trace);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    root.detachAppender(this);
    hub.setLevel(before);
    stop();
  }
}
