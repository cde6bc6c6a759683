"""What every journey does. A screen of the admin is reached from the start page by clicking, never by its address.

`visitor` is somebody with a browser; `menu` goes from the start page to a screen, `lists` and `statement` from there
on, `keys` without a mouse. They wait for what they need to be there (`chromium.PATIENCE`), never for seconds.
"""
