// SPDX-License-Identifier: Apache-2.0
package io.inventorybridge.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.inventorybridge.reporting.page.delivery.DeliveryPage;
import io.inventorybridge.reporting.page.index.IndexPage;
import io.inventorybridge.reporting.page.input.StagedInputPage;
import io.inventorybridge.reporting.page.key.KeyPage;
import io.inventorybridge.reporting.page.sync.SyncPage;
import io.inventorybridge.reporting.page.writing.PageRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Renders pages with the templates under {@code src/main/jte}, which escape all values. */
public final class JtePageRenderer implements PageRenderer {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  @Override
  public byte[] write(DeliveryPage page) {
    return render("delivery.jte", page);
  }

  @Override
  public byte[] write(SyncPage page) {
    return render("sync.jte", page);
  }

  @Override
  public byte[] write(KeyPage page) {
    return render("key.jte", page);
  }

  @Override
  public byte[] write(StagedInputPage page) {
    return render("staged.jte", page);
  }

  @Override
  public byte[] write(IndexPage page) {
    return render("index.jte", page);
  }

  private byte[] render(String template, Object page) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    templates.render(template, page, output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory are always writable", e);
    }
    return bytes.toByteArray();
  }
}
